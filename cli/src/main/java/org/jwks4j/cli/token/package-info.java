/** The commands about one token: what it is, whose key it needs, whether it is valid, and why not. */
@NullMarked
package org.jwks4j.cli.token;

import org.jspecify.annotations.NullMarked;
