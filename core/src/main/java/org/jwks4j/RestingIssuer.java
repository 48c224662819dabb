package org.jwks4j;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;

/**
 * What is known of an issuer that nobody uses, as deflated JSON: some hundred bytes instead of some thousand, and no timer.
 * Keys are checked anew when they are read back.
 */
final class RestingIssuer {
    /** What all of them have in common need not be in each (RFC 1950 §2.2, a preset dictionary). */
    private static final byte[] DICTIONARY = ("\"/oauth2/v1/keys\"/discovery/v2.0/keys\"/.well-known/jwks.json\""
                    + "/protocol/openid-connect/certs\"https://login.\"https://auth.\"ES256\",\"crv\":\"P-256\",\"kty\":\"EC"
                    + "{\"jwks\":{\"keys\":[{\"kid\":\"\",\"use\":\"sig\",\"alg\":\"RS256\",\"e\":\"AQAB\",\"kty\":\"RSA\",\"n\":\"\"}]}"
                    + ",\"skipped\":[],\"digest\":\"\",\"uri\":\"https://\",\"etag\":\"\\\"\\\"\",\"last_modified\":null,\"keys\":[1,480000000000,"
                    + "600000000000,21600000000000],\"jwks_uri\":\"https://\",\"metadata\":[1,69120000000000,86400000000000,604800000000000]}")
            .getBytes(StandardCharsets.UTF_8);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final byte[] text;

    RestingIssuer(byte[] text) {
        this.text = text;
    }

    byte[] text() {
        return text;
    }

    static RestingIssuer of(TrustedIssuer issuer, Snapshot<KeySet> keys, @Nullable Snapshot<IssuerMetadata> metadata) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        JwkSet jwkSet = keys.value().jwkSet();
        members.put("jwks", jwkSet.toJson());
        members.put(
                "skipped", jwkSet.skipped().stream().map(RestingIssuer::write).toList());
        members.put(
                "digest",
                BASE64.encodeToString(HexFormat.of().parseHex(keys.value().digest())));
        String uri = keys.validators().uri();
        members.put("uri", uri.equals(configuredUri(issuer)) ? null : uri);
        members.put("etag", keys.validators().etag().orElse(null));
        members.put("last_modified", keys.validators().lastModified().orElse(null));
        members.put("keys", write(keys));
        if (metadata != null) {
            metadata.value().jwksUri().ifPresent(jwksUri -> {
                members.put("jwks_uri", jwksUri);
                members.put("metadata", write(metadata));
            });
        }
        return new RestingIssuer(deflated(JsonObject.of(members).toJson()));
    }

    private static Map<String, @Nullable Object> write(SkippedJwk key) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("kid", key.keyId());
        members.put("kty", key.keyType());
        members.put("reason", key.reason().name());
        members.put("detail", key.detail());
        return members;
    }

    private static List<Number> write(Snapshot<?> snapshot) {
        return List.of(
                snapshot.generation(),
                snapshot.refreshAt() - snapshot.requestedAt(),
                snapshot.freshUntil() - snapshot.requestedAt(),
                snapshot.staleUntil() - snapshot.freshUntil(),
                snapshot.requestedAt(),
                snapshot.fetchedAt().toEpochMilli());
    }

    Snapshot<KeySet> keys(TrustedIssuer issuer) {
        JsonObject members = read();
        JwkSet usable = JwkSet.of(members.object("jwks").orElseThrow());
        JwkSet jwkSet = new JwkSet(usable.keys(), skipped(members));
        KeySet keys = new KeySet(issuer, jwkSet, digest(members));
        return snapshot(members, "keys", keys, validators(issuer, members));
    }

    /**
     * The metadata as far as the keys need it; its generation is zero, as that of no metadata that was fetched is.
     *
     * @return null where there was none, or it had the keys in it
     */
    @Nullable
    Snapshot<IssuerMetadata> metadata(String issuer) {
        JsonObject members = read();
        Optional<String> jwksUri = members.string("jwks_uri");
        if (jwksUri.isEmpty()) {
            return null;
        }
        IssuerMetadata abridged = IssuerMetadata.of(JsonObject.of(Map.of("issuer", issuer, "jwks_uri", jwksUri.get())));
        return snapshot(members, "metadata", abridged, Validators.NONE).asGeneration(0);
    }

    Optional<FetchedJwkSet> export(TrustedIssuer issuer, RevokedKeys revoked) {
        Snapshot<KeySet> keys = keys(issuer);
        return FetchedJwkSet.of(issuer.name(), keys.value().jwkSet(revoked.of(issuer)), keys.fetchedAt());
    }

    IssuerStatus status(TrustedIssuer issuer, boolean closed, Engine engine) {
        JsonObject members = read();
        IssuerStatus.Keys keys = new IssuerStatus.Keys(
                listOf(members.object("jwks").orElseThrow(), "keys").size(),
                listOf(members, "skipped").size(),
                digest(members));
        return IssuerStatus.of(
                issuer.name(),
                closed,
                snapshot(members, "keys", keys, validators(issuer, members)),
                Failures.NONE,
                Environment.NEVER,
                engine.environment().now(),
                engine.revoked().of(issuer),
                IssuerStatus.Counters.NONE);
    }

    private static Validators validators(TrustedIssuer issuer, JsonObject members) {
        String uri = text(members, "uri").orElse(configuredUri(issuer));
        return new Validators(uri, text(members, "etag"), text(members, "last_modified"));
    }

    private static String configuredUri(TrustedIssuer issuer) {
        return issuer.keySource() instanceof KeySource.Direct direct ? direct.jwksUri() : "";
    }

    private static <V> Snapshot<V> snapshot(JsonObject members, String name, V value, Validators validators) {
        List<Long> times =
                listOf(members, name).stream().map(time -> (Long) time).toList();
        long requestedAt = times.get(4);
        long freshUntil = requestedAt + times.get(2);
        return new Snapshot<>(
                value,
                validators,
                Math.toIntExact(times.get(0)),
                requestedAt,
                requestedAt + times.get(1),
                freshUntil,
                freshUntil + times.get(3),
                true,
                Instant.ofEpochMilli(times.get(5)));
    }

    private static List<SkippedJwk> skipped(JsonObject members) {
        List<SkippedJwk> skipped = new ArrayList<>();
        for (Object entry : listOf(members, "skipped")) {
            JsonObject key = (JsonObject) entry;
            SkipReason reason = SkipReason.valueOf(key.string("reason").orElseThrow());
            skipped.add(new SkippedJwk(
                    text(key, "kid").orElse(null),
                    text(key, "kty").orElse(null),
                    reason,
                    key.string("detail").orElseThrow()));
        }
        return skipped;
    }

    /** In hex, which is half as long again in base64. */
    private static String digest(JsonObject members) {
        return HexFormat.of()
                .formatHex(
                        Base64.getUrlDecoder().decode(members.string("digest").orElseThrow()));
    }

    private static List<?> listOf(JsonObject members, String name) {
        return members.asMap().get(name) instanceof List<?> list ? list : List.of();
    }

    private static Optional<String> text(JsonObject members, String name) {
        return members.asMap().get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static byte[] deflated(String json) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(json.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            return all(deflater::deflate);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            deflater.end();
        }
    }

    private JsonObject read() {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(text);
            inflater.inflate(new byte[0]); // comes to where the dictionary is asked for
            inflater.setDictionary(DICTIONARY);
            return JsonObject.parse(all(inflater::inflate));
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] all(Chunks chunks) throws DataFormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[2048];
        for (int length = chunks.next(chunk); length > 0; length = chunks.next(chunk)) {
            bytes.write(chunk, 0, length);
        }
        return bytes.toByteArray();
    }

    private interface Chunks {
        int next(byte[] chunk) throws DataFormatException;
    }
}
