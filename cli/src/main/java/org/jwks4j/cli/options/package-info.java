/** The options that several commands have in common. */
@NullMarked
package org.jwks4j.cli.options;

import org.jspecify.annotations.NullMarked;
