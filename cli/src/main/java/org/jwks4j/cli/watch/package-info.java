/** Watching issuers: what a fetcher knows of them, as it changes. */
@NullMarked
package org.jwks4j.cli.watch;

import org.jspecify.annotations.NullMarked;
