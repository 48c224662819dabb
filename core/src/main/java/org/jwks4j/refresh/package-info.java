/**
 * One value that keeps itself fresh: when it is fetched, who waits, who is served what there is, and who is refused. It knows no
 * issuer, no key, no HTTP and no exception of the API: names are strings, numbers come in {@link org.jwks4j.refresh.RefreshSettings},
 * causes are opaque, and a look-up that finds nothing ends in a {@link org.jwks4j.refresh.Miss}. Not exported.
 */
@NullMarked
package org.jwks4j.refresh;

import org.jspecify.annotations.NullMarked;
