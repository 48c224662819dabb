package org.jwks4j.simulation.world;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An issuer as it would be without a network: what it publishes, since when, and what it answers to a request. */
public final class SimulatedIssuer {
    private final int number;
    private final Trust trust;
    private final VirtualTime time;
    private final List<Publication> publications = new ArrayList<>();
    private final Map<String, Long> publishedAt = new HashMap<>();
    private final Map<KeyMaterial, Long> withdrawnAt = new HashMap<>();
    private final Map<String, KeyMaterial> keys = new LinkedHashMap<>();
    private Caching caching = Caching.ALL.get(0);
    private boolean sendsEtags = true;
    private boolean publishesNothing;
    private int goneStatus = 404;
    private int home;
    private @Nullable Disagreement disagreement;
    private int materialsUsed;
    private int keysMade;

    SimulatedIssuer(int number, Trust trust, VirtualTime time) {
        this.number = number;
        this.trust = trust;
        this.time = time;
        publish(nextKeyId());
    }

    /** The exact {@code iss} of its tokens. */
    public String name() {
        return "https://issuer" + number + ".example";
    }

    /** How nodes come to trust it. */
    public Trust trust() {
        return trust;
    }

    /** The key ID that the next rotation will publish. Issuers count alike, so that they share key IDs. */
    public String nextKeyId() {
        return "k" + keysMade;
    }

    /** Adds a key, or puts other material under the key ID of one that is there. */
    public void publish(String keyId) {
        if (keyId.equals(nextKeyId())) {
            keysMade++;
        }
        KeyMaterial before = keys.put(keyId, KeyMaterial.of(number * 40 + materialsUsed++));
        if (before != null) {
            withdrawnAt.put(before, time.now());
        }
        publishedAt.put(keyId, time.now());
        published();
    }

    /** Takes a key away. */
    public void withdraw(String keyId) {
        KeyMaterial material = keys.remove(keyId);
        if (material != null) {
            withdrawnAt.put(material, time.now());
            published();
        }
    }

    /** Publishes an empty set for now, or the keys again. */
    public void publishNothing(boolean nothing) {
        publishesNothing = nothing;
        keys.keySet().forEach(keyId -> publishedAt.put(keyId, time.now()));
        published();
    }

    private void published() {
        publications.add(new Publication(publications.size(), publishesNothing ? Map.of() : keys));
    }

    /** Moves the keys to another URI. */
    public void move(int statusAtOldPlace) {
        home++;
        goneStatus = statusAtOldPlace;
    }

    /** Changes what it says about caching. */
    public void says(Caching newCaching, boolean etags) {
        caching = newCaching;
        sendsEtags = etags;
    }

    /** What it publishes now. */
    public Publication current() {
        return publications.get(publications.size() - 1);
    }

    /** The key IDs it signs with or did so, oldest first. */
    public List<String> keyIds() {
        return List.copyOf(keys.keySet());
    }

    /** Since when it publishes a key; meaningless while it does not. */
    public long publishedAt(String keyId) {
        return publishedAt.getOrDefault(keyId, Long.MAX_VALUE);
    }

    /** When the last of its nodes stopped publishing some material; null while one does. */
    public @Nullable Long withdrawnAt(KeyMaterial material) {
        return disagreement != null && disagreement.has(material) ? null : withdrawnAt.get(material);
    }

    /** From now on some of its nodes stay behind. */
    public void disagree(Disagreement.Kind kind) {
        agree();
        disagreement = new Disagreement(kind, current(), time.now());
    }

    /** From now on some of its nodes do not publish a key that all of them did. */
    public void disagreeAbout(String keyId, Disagreement.Kind kind) {
        Map<String, KeyMaterial> rest = new LinkedHashMap<>(keys);
        rest.remove(keyId);
        disagreement = new Disagreement(kind, new Publication(publications.size(), rest), time.now());
    }

    /** All of its nodes are up to date again. */
    public void agree() {
        Disagreement over = disagreement;
        disagreement = null;
        if (over != null) {
            withdrawnAt.replaceAll((material, when) -> over.has(material) ? time.now() : when);
        }
    }

    /** Whether it has ever published a key under a key ID. */
    public boolean everPublished(@Nullable String keyId, PublicKey key) {
        return publications.stream()
                .map(publication -> keyId == null ? null : publication.key(keyId))
                .anyMatch(material -> material != null && material.is(key));
    }

    String jwksUri() {
        return name() + "/keys/" + home;
    }

    String metadataUri() {
        return name() + "/.well-known/openid-configuration";
    }

    Reply answer(String uri, @Nullable String ifNoneMatch, RandomGenerator random) {
        if (uri.equals(metadataUri())) {
            String document = "{\"issuer\":\"" + name() + "\",\"jwks_uri\":\"" + jwksUri() + "\"}";
            return Reply.metadata(document.getBytes(StandardCharsets.UTF_8));
        } else if (!uri.equals(jwksUri())) {
            return Reply.status(uri.contains("/keys/") ? goneStatus : 404);
        }
        Publication publication = Disagreement.of(disagreement, current(), time.now(), random);
        return publication.etag().equals(ifNoneMatch) ? unchanged(publication) : whole(publication);
    }

    private Reply whole(Publication publication) {
        Map<String, String> headers = new HashMap<>(caching.headers());
        if (sendsEtags) {
            headers.put("ETag", publication.etag());
        }
        return Reply.keys(200, headers, publication.body(), publication, caching.lifetime());
    }

    private Reply unchanged(Publication publication) {
        return Reply.keys(304, caching.headers(), new byte[0], publication, caching.lifetime());
    }

    /** Says that nothing has changed, whatever has; null when it was not asked conditionally. */
    @Nullable
    Reply wronglyUnchanged(@Nullable String ifNoneMatch) {
        for (Publication publication : publications) {
            if (publication.etag().equals(ifNoneMatch)) {
                return unchanged(publication);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "issuer" + number;
    }

    /** How nodes come to trust an issuer. */
    public enum Trust {
        /** By name; its keys are found through its metadata. */
        DISCOVERED,
        /** By name, with its JWKS URI. */
        DIRECT,
        /** By the word of a resolver; its keys are found through its metadata. */
        RESOLVED,
        /** By the word of a resolver, with its JWKS URI. */
        RESOLVED_DIRECT,
        /** Not at all. */
        NONE;

        /** Whether a resolver vouches for it. */
        public boolean isResolved() {
            return this == RESOLVED || this == RESOLVED_DIRECT;
        }

        /** Whether it was trusted by name. */
        public boolean isPinned() {
            return this == DISCOVERED || this == DIRECT;
        }

        /** Whether its keys are found through its metadata. */
        public boolean isDiscovered() {
            return this == DISCOVERED || this == RESOLVED;
        }
    }
}
