/** The public API of the published modules as text, read from their class files. */
@NullMarked
package org.jwks4j.api;

import org.jspecify.annotations.NullMarked;
