/**
 * What every request needs: time and threads, limits, deadlines, redirects, and what caching headers say. It
 * knows no issuer and no key, and fails with {@link java.io.IOException}s. Not exported.
 */
@NullMarked
package org.jwks4j.net;

import org.jspecify.annotations.NullMarked;
