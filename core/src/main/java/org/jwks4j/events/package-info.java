/** Events on their way to listeners, and what the log repeats and leaves out. Knows no event by its kind. Not exported. */
@NullMarked
package org.jwks4j.events;

import org.jspecify.annotations.NullMarked;
