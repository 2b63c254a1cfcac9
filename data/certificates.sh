#!/bin/sh
# Makes the certificates that stand in the programs about TLS, each with its private key:
#
#     sh data/certificates.sh FOLDER      writes localhost.pem, expired.pem, ca.pem, server.pem, client.pem, old.pem
#
# TEST KEYS. They are printed on the site, so everybody has them: use them nowhere, and trust no certificate of theirs.
# Ed25519, because such keys are short. As few extensions as VERIFY_X509_STRICT admits. Good until 2126, but for the expired one.
set -eu
mkdir -p "$1"
cd "$1"

cat > openssl.cnf <<'END'
[req]
distinguished_name = none
prompt = no
[none]
[ca]
default_ca = local
[local]
new_certs_dir = .
database = index
rand_serial = yes
unique_subject = no
default_md = default
policy = any
[any]
commonName = supplied
[alone]
subjectAltName = DNS:localhost
subjectKeyIdentifier = none
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
subjectAltName = DNS:localhost
subjectKeyIdentifier = none
authorityKeyIdentifier = keyid
[old]
subjectAltName = DNS:localhost
subjectKeyIdentifier = none
authorityKeyIdentifier = none
[client]
extendedKeyUsage = clientAuth
subjectKeyIdentifier = none
authorityKeyIdentifier = keyid
END
: > index

# make NAME SUBJECT EXTENSIONS FIRST_YEAR LAST_YEAR SIGNER...
make() {
    name=$1 subject=$2 extensions=$3 first=$4 last=$5
    shift 5
    openssl genpkey -algorithm ed25519 -out "$name.key"
    openssl req -new -config openssl.cnf -subj "$subject" -key "$name.key" -out "$name.csr"
    openssl ca -batch -notext -config openssl.cnf -extensions "$extensions" \
        -startdate "${first}0101000000Z" -enddate "${last}0101000000Z" -in "$name.csr" -out "$name.crt" "$@"
    cat "$name.key" "$name.crt" > "$name.pem"
}

make localhost /CN=localhost alone 2026 2126 -selfsign -keyfile localhost.key
make expired /CN=localhost alone 2001 2002 -selfsign -keyfile expired.key
make ca "/CN=Test CA" authority 2026 2126 -selfsign -keyfile ca.key
make server /CN=localhost server 2026 2126 -cert ca.crt -keyfile ca.key
make client /CN=alice client 2026 2126 -cert ca.crt -keyfile ca.key
make old /CN=localhost old 2026 2126 -cert ca.crt -keyfile ca.key
