"""Draws what programs printed and what recordings hold."""
