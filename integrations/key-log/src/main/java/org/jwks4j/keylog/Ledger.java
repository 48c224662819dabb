package org.jwks4j.keylog;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.KeyFetcherEvent.EventsDropped;
import org.jwks4j.KeyFetcherEvent.FetchSucceeded;
import org.jwks4j.KeyFetcherEvent.IssuerRevoked;
import org.jwks4j.KeyFetcherEvent.KeyRevoked;
import org.jwks4j.KeyFetcherEvent.KeySetChanged;
import org.jwks4j.KeyFetcherEvent.KeySetUnconfirmed;
import org.jwks4j.KeyFetcherEvent.KeySkipped;
import org.jwks4j.KeyFetcherEvent.PrivateKeyPublished;
import org.jwks4j.jwk.Jwk;

/**
 * Which lines an event makes. It remembers the present keys of the issuers that changed last; the keys of one that it has
 * forgotten are written down once more. Not thread-safe.
 */
final class Ledger {
    static final int MOST_ISSUERS = 10_000;

    private final Predicate<String> issuers;
    private final Duration seenEvery;
    private final InstantSource clock;
    private final Map<String, Present> present = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Present> eldest) {
            return size() > MOST_ISSUERS;
        }
    };
    private long told;

    Ledger(Predicate<String> issuers, Duration seenEvery, InstantSource clock) {
        this.issuers = issuers;
        this.seenEvery = seenEvery;
        this.clock = clock;
    }

    /**
     * The lines of an event.
     *
     * @param lines makes one that happens now
     */
    List<LineMembers> linesOf(KeyFetcherEvent event, Function<String, LineMembers> lines) {
        List<LineMembers> all = new ArrayList<>();
        addGap(event, lines, all);
        told = event.number();
        if (event instanceof KeySetChanged e && issuers.test(e.issuer())) {
            addChange(e, lines, all);
        } else if (event instanceof FetchSucceeded e) {
            addSeen(e, lines, all);
        } else if (event instanceof KeySetUnconfirmed e && present.containsKey(e.issuer())) {
            present.get(e.issuer()).doubt();
        } else if (event instanceof KeySkipped e && issuers.test(e.issuer())) {
            all.add(lines.apply("key-skipped")
                    .with("issuer", e.issuer())
                    .with("kid", e.key().keyId())
                    .with("reason", e.key().reason().name())
                    .with("detail", e.key().detail()));
        } else if (event instanceof PrivateKeyPublished e && issuers.test(e.issuer())) {
            all.add(lines.apply("private-key-published")
                    .with("issuer", e.issuer())
                    .with("kid", e.keyId().orElse(null)));
        } else if (event instanceof KeyRevoked e) {
            all.add(lines.apply("key-revoked").with("issuer", e.issuer()).with("kid", e.keyId()));
        } else if (event instanceof IssuerRevoked e) {
            all.add(lines.apply("issuer-revoked").with("issuer", e.issuer()));
        }
        return all;
    }

    /** Numbers without a hole are the proof that nothing was left out; a fetcher that starts anew counts from one again. */
    private void addGap(KeyFetcherEvent event, Function<String, LineMembers> lines, List<LineMembers> all) {
        long last = event instanceof EventsDropped ? event.number() : event.number() - 1;
        if (last > told) {
            all.add(lines.apply("events-missed")
                    .with("count", last - told)
                    .with("from", told + 1)
                    .with("to", last));
            present.clear(); // a change may be among them: what comes next is written down whole
        }
    }

    private void addChange(KeySetChanged e, Function<String, LineMembers> lines, List<LineMembers> all) {
        Present before = present.getOrDefault(e.issuer(), Present.NOTHING);
        String source = e.jwksUri().orElse("metadata, seed or configuration");
        Set<String> keys = new TreeSet<>();
        Set<String> added = new TreeSet<>();
        for (Jwk jwk : e.keys().keys()) {
            String thumbprint = jwk.thumbprint();
            keys.add(thumbprint);
            if (!before.keys().contains(thumbprint) && added.add(thumbprint)) {
                all.add(lines.apply("key-accepted")
                        .with("issuer", e.issuer())
                        .with("kid", jwk.keyId().orElse(null))
                        .with("thumbprint", thumbprint)
                        .with("source", source)
                        .with("jwk", jwk.toJson()));
            }
        }
        Set<String> removed = new TreeSet<>(before.keys());
        removed.removeAll(keys);
        all.add(lines.apply("keys-changed")
                .with("issuer", e.issuer())
                .with("source", source)
                .with("keys", keys)
                .with("added", added)
                .with("removed", removed)
                .with(
                        "removedLastSeen",
                        removed.isEmpty() ? null : before.lastSeen().toString()));
        present.put(e.issuer(), new Present(e.jwksUri(), keys, clock.instant()));
    }

    private void addSeen(FetchSucceeded e, Function<String, LineMembers> lines, List<LineMembers> all) {
        Present keys = present.get(e.issuer());
        if (keys != null && keys.isFrom(e.uri())) {
            keys.see(clock.instant());
            if (keys.isDue(seenEvery)) {
                all.add(keys.line(e.issuer(), lines));
            }
        }
    }

    /** For the end. */
    List<LineMembers> lastSeen(Function<String, LineMembers> lines) {
        List<LineMembers> all = new ArrayList<>();
        present.forEach((issuer, keys) -> {
            if (keys.wereSeenSince()) {
                all.add(keys.line(issuer, lines));
            }
        });
        return all;
    }
}
