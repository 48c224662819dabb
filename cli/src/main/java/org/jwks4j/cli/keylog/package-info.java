/** Key logs: whether one was edited, what it says, and which key verified a token. */
@NullMarked
package org.jwks4j.cli.keylog;

import org.jspecify.annotations.NullMarked;
