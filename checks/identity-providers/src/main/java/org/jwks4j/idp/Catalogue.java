package org.jwks4j.idp;

import java.io.IOException;
import java.util.List;

/**
 * A provider that can be examined.
 *
 * @param name what the command line and the page call it
 * @param software the folder that its software is in; empty if it comes with the build
 * @param factory makes it, not started
 */
record Catalogue(String name, String software, Factory factory) {
    /** In the order of the page; Keycloak, which takes longest, is the last. */
    static final List<Catalogue> ALL = List.of(
            new Catalogue("oidc-provider", "npm", OidcProvider::new),
            new Catalogue("oauth2-mock-server", "npm", Oauth2MockServer::new),
            new Catalogue("spring-authorization-server", "", SpringServer::new),
            new Catalogue("glewlwyd", "debian", Glewlwyd::new),
            new Catalogue("mock-oauth2-server", "mock-oauth2-server", MockOauth2Server::new),
            new Catalogue("oidc-provider-behind-nginx", "debian", BehindNginx::reachedDirectly),
            new Catalogue("oidc-provider-through-proxy", "debian", BehindNginx::reachedThroughAProxy),
            new Catalogue("keycloak", "keycloak", Keycloak::new));

    /** Makes a provider, and does not start it. */
    @FunctionalInterface
    interface Factory {
        IdentityProvider make(Workplace workplace) throws IOException;
    }
}
