/** Reading a compact JWT before anything about it is believed: {@code alg}, {@code kid} and {@code iss} in one strict pass. */
@NullMarked
package org.jwks4j.token;

import org.jspecify.annotations.NullMarked;
