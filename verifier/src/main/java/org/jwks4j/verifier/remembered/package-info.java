/** Not exported: by what a token that was verified before is known again, and until when. */
@NullMarked
package org.jwks4j.verifier.remembered;

import org.jspecify.annotations.NullMarked;
