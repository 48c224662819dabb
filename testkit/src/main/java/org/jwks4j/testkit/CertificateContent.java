package org.jwks4j.testkit;

import java.time.Instant;
import java.util.List;

/**
 * What a certificate says.
 *
 * @param names host names or IP addresses; none for a certificate of an authority
 */
record CertificateContent(List<String> names, Instant from, Instant until) {}
