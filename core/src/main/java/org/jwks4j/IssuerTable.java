package org.jwks4j;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.heap.HeapSize;
import org.jwks4j.heap.IssuerMemory;
import org.jwks4j.net.Environment;

/**
 * The names that became known at run time, in three tables that push out no one of each other: issuers whose keys were fetched;
 * newcomers, who may be a stranger's inventions; and names that are not trusted. Each is bounded by the heap that it holds and
 * by its number; an issuer is weighed anew whenever it holds more than before or less.
 */
final class IssuerTable implements ResolvedIssuer.Keeper {
    /** An issuer that is not used for so long is forgotten. */
    private static final Duration NOT_TRUSTED = Duration.ofMinutes(1);

    private static final long NOT_TRUSTED_BYTES = 8 * 1024 * 1024;

    private final Function<TrustedIssuer, IssuerFactory> factories;
    private final Cache<String, ResolvedIssuer> known;
    private final Cache<String, ResolvedIssuer> newcomers;
    private final Cache<String, Boolean> notTrusted;

    /** @param maximum how many names each table has at most */
    IssuerTable(
            IssuerMemory memory,
            int maximum,
            Environment environment,
            Function<TrustedIssuer, IssuerFactory> factories) {
        this.factories = factories;
        this.known = table(memory.known(), maximum, environment);
        this.newcomers = table(memory.newcomers(), maximum, environment);
        this.notTrusted = Caffeine.newBuilder()
                .maximumWeight(NOT_TRUSTED_BYTES)
                .weigher((String name, Boolean no) -> atLeast(NOT_TRUSTED_BYTES / maximum, HeapSize.ofName(name)))
                .expireAfterWrite(NOT_TRUSTED)
                .ticker(environment::now)
                .executor(environment::handOver)
                .build();
    }

    /** Each counts as its share of the bound at least, so that there are no more than the maximum. */
    private static Cache<String, ResolvedIssuer> table(long bytes, int maximum, Environment environment) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((String name, ResolvedIssuer issuer) -> atLeast(bytes / maximum, issuer.weight()))
                .expireAfter(new KeptFor())
                .ticker(environment::now)
                .executor(environment::handOver)
                .evictionListener(IssuerTable::letGo)
                .build();
    }

    private static int atLeast(long least, long weight) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(least, weight));
    }

    private static void letGo(@Nullable String name, @Nullable ResolvedIssuer issuer, RemovalCause cause) {
        if (issuer != null) {
            issuer.letGo();
        }
    }

    @Override
    public Issuer make(TrustedIssuer trusted, KeySetEvents.Upkeep upkeep, @Nullable DormantIssuer rested) {
        return factories.apply(trusted).atRuntime(trusted, upkeep, rested);
    }

    /** A use of the issuer, which is noted once a second, since to note it takes longer than to find it; null if it is not known. */
    @Nullable
    ResolvedIssuer find(String name, long now) {
        ResolvedIssuer issuer = seen(name);
        return issuer != null && issuer.tryNote(now) ? used(name) : issuer;
    }

    private @Nullable ResolvedIssuer seen(String name) {
        ResolvedIssuer issuer = known.policy().getIfPresentQuietly(name);
        return issuer == null ? newcomers.policy().getIfPresentQuietly(name) : issuer;
    }

    private @Nullable ResolvedIssuer used(String name) {
        ResolvedIssuer issuer = known.getIfPresent(name);
        return issuer == null ? newcomers.getIfPresent(name) : issuer;
    }

    /** To read an issuer's status is not to use it. */
    Optional<ResolvedIssuer> look(String name) {
        return Optional.ofNullable(seen(name));
    }

    Stream<ResolvedIssuer> all() {
        return Stream.concat(known.asMap().values().stream(), newcomers.asMap().values().stream());
    }

    /** An issuer that had the name before is let go. */
    void put(String name, ResolvedIssuer issuer) {
        String own = issuer.trusted().name();
        String key = own.equals(name) ? own : name; // one copy of it will do
        ResolvedIssuer before = tableOf(issuer).asMap().put(key, issuer);
        if (before != null) {
            before.letGo();
        }
    }

    private Cache<String, ResolvedIssuer> tableOf(ResolvedIssuer issuer) {
        return issuer.isKnown() ? known : newcomers;
    }

    /** Unless someone else has the name by now. */
    void replace(String name, ResolvedIssuer before, ResolvedIssuer issuer) {
        if (known.asMap().replace(name, before, issuer) || newcomers.asMap().replace(name, before, issuer)) {
            before.letGo();
            changed(issuer);
        } else {
            issuer.letGo();
        }
    }

    @Override
    public void changed(ResolvedIssuer issuer) {
        issuer.trusted().names().forEach(name -> changed(name, issuer));
    }

    /** Putting an entry in its own place updates its weight. */
    private void changed(String name, ResolvedIssuer issuer) {
        if (known.asMap().replace(name, issuer, issuer) || !newcomers.asMap().replace(name, issuer, issuer)) {
            return;
        }
        if (issuer.isKnown()) {
            known.put(name, issuer);
            if (!newcomers.asMap().remove(name, issuer)) {
                known.asMap().remove(name, issuer); // it was pushed out meanwhile, and let go
            }
        }
    }

    @Override
    public void drop(ResolvedIssuer issuer) {
        issuer.letGo();
        issuer.trusted().names().forEach(name -> {
            known.asMap().remove(name, issuer);
            newcomers.asMap().remove(name, issuer);
        });
    }

    void forget(String name) {
        look(name).ifPresent(ResolvedIssuer::letGo);
        known.invalidate(name);
        newcomers.invalidate(name);
    }

    boolean isRefused(String name) {
        return notTrusted.getIfPresent(name) != null;
    }

    /** The name is not trusted, for a while. */
    void refuse(String name) {
        notTrusted.put(name, true);
        forget(name);
    }

    /** How long an issuer is kept if it is not used. Times are those of the table's ticker. */
    private record KeptFor() implements Expiry<String, ResolvedIssuer> {
        @Override
        public long expireAfterCreate(String name, ResolvedIssuer issuer, long now) {
            return issuer.keptFor(now);
        }

        @Override
        public long expireAfterUpdate(String name, ResolvedIssuer issuer, long now, long left) {
            return issuer.keptFor(now);
        }

        @Override
        public long expireAfterRead(String name, ResolvedIssuer issuer, long now, long left) {
            return issuer.keptFor(now);
        }
    }
}
