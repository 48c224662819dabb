/**
 * How bytes come from an issuer: the {@link org.jwks4j.http.HttpTransport} that a user may replace, the one on the
 * JDK's {@code HttpClient}, and which URIs and addresses may be asked at all.
 */
@NullMarked
package org.jwks4j.http;

import org.jspecify.annotations.NullMarked;
