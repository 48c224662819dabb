/** The command line: looks at an issuer's keys and at tokens from a terminal. */
@NullMarked
package org.jwks4j.cli;

import org.jspecify.annotations.NullMarked;
