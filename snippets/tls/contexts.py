"""Which contexts check the certificate, and which check the name?"""

import ssl

contexts = {
    "create_default_context()": ssl.create_default_context(),
    "SSLContext(PROTOCOL_TLS_CLIENT)":
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
    "SSLContext(PROTOCOL_TLS_SERVER)":
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
}
for how, context in contexts.items():
    certificate = context.verify_mode == ssl.CERT_REQUIRED
    print(how)
    print("    asks for a certificate:", certificate)
    print("    compares the name:", context.check_hostname)

empty = contexts["SSLContext(PROTOCOL_TLS_CLIENT)"]
print("authorities in the second:", empty.cert_store_stats()["x509"])
