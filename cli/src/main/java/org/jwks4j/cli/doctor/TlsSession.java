package org.jwks4j.cli.doctor;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What was agreed on.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param chain what the server showed, its own certificate first
 */
record TlsSession(String protocol, List<X509Certificate> chain) {}
