package org.jwks4j;

import java.security.Provider;
import java.security.Security;
import java.util.List;

/** A JVM whose provider of elliptic curves is gone, until this is closed. */
final class WithoutEcProvider implements AutoCloseable {
    private final Provider provider = Security.getProvider("SunEC");
    private final int position = List.of(Security.getProviders()).indexOf(provider) + 1;

    WithoutEcProvider() {
        Security.removeProvider(provider.getName());
    }

    @Override
    public void close() {
        Security.insertProviderAt(provider, position);
    }
}
