package org.jwks4j.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What may be used once on all nodes that share a store: each use is a lease that no one releases. */
public final class StoredUses {
    private static final String OWNER = "used";

    private final StoreAccess access;

    /** @throws IllegalStateException if the store may forget leases */
    public StoredUses(StoreAccess access) {
        if (!access.keepsLeases()) {
            throw new IllegalStateException(
                    "what may be used once needs a sharedStore(...) that keeps leases, such as Redis; a directory does not");
        }
        this.access = access;
    }

    /**
     * Marks an ID as used.
     *
     * @return whether no node has done so before; fails if the store cannot tell
     */
    public CompletableFuture<Boolean> use(String id, Duration keptFor) {
        return use(access.names(List.of("use", id)).stream().sorted().toList(), keptFor);
    }

    /** By the name of each secret, in an order that all nodes agree in: while secrets change, any two have one in common. */
    private CompletableFuture<Boolean> use(List<String> names, Duration keptFor) {
        return access.useAnyway(store -> store.lease(names.get(0), OWNER, keptFor))
                .thenCompose(isFirst -> isFirst && names.size() > 1
                        ? use(names.subList(1, names.size()), keptFor)
                        : CompletableFuture.completedFuture(isFirst));
    }
}
