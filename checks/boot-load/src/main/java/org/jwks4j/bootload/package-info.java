/** The MVC example under load on real sockets while its issuer rotates, is flooded and is down; plain Boot beside ours. */
@NullMarked
package org.jwks4j.bootload;

import org.jspecify.annotations.NullMarked;
