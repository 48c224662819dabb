/**
 * Every key that was ever accepted, written down so that an edit shows: {@link org.jwks4j.keylog.KeyLog} writes,
 * {@link org.jwks4j.keylog.KeyLogReader} checks and reads, {@link org.jwks4j.keylog.KeyHistory} answers.
 */
@NullMarked
package org.jwks4j.keylog;

import org.jspecify.annotations.NullMarked;
