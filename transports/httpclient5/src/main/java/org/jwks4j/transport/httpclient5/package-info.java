/**
 * A transport on Apache HttpClient 5 for issuers that are known only at run time: it connects to public addresses and
 * nowhere else ({@link org.jwks4j.http.GuardedTransport}).
 */
@NullMarked
package org.jwks4j.transport.httpclient5;

import org.jspecify.annotations.NullMarked;
