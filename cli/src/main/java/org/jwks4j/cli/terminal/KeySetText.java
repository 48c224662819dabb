package org.jwks4j.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jwks4j.IssuerStatus;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.jwk.SkippedJwk;

/** An issuer's key set as it is shown. */
public final class KeySetText {
    private static final int SHORT_THUMBPRINT = 12;

    private KeySetText() {}

    public static JsonObject json(JwkSet set, IssuerStatus status) {
        return new JsonMembers()
                .with("status", 200)
                .with("issuer", status.issuer())
                .with("state", status.state().name())
                .with("ageMillis", status.age().map(Duration::toMillis))
                .with("freshForMillis", status.freshFor().map(Duration::toMillis))
                .with("fetchedAt", status.fetchedAt().map(Instant::toString))
                .with("etag", status.etag())
                .with("digest", status.digest())
                .with("keys", keys(set))
                .build();
    }

    /** Each key, usable or why not. */
    public static List<JsonObject> keys(JwkSet set) {
        return Stream.concat(
                        set.keys().stream().map(KeySetText::json),
                        set.skipped().stream().map(KeySetText::json))
                .toList();
    }

    private static JsonObject json(Jwk jwk) {
        return KeyText.members(jwk, jwk.algorithms())
                .with("usable", true)
                .with("privateMembersPublished", jwk.privateMembersDropped() ? true : null)
                .with("notes", jwk.notes().isEmpty() ? null : jwk.notes())
                .build();
    }

    private static JsonObject json(SkippedJwk skipped) {
        return new JsonMembers()
                .with("keyId", skipped.keyId())
                .with("type", skipped.keyType())
                .with("usable", false)
                .with("reason", skipped.reason().name())
                .with("detail", skipped.detail())
                .build();
    }

    public static String text(JwkSet set, IssuerStatus status) {
        return new Sheet()
                .line("issuer", status.issuer())
                .line("freshness", freshness(status))
                .line("etag", status.etag().map(Quoted::of).orElse("none"))
                .line("keys", set.keys().size() + " usable, " + set.skipped().size() + " not")
                .block("published keys", table(set).toString())
                .toString();
    }

    /** Of a set in which there is no other. */
    public static String text(String issuer, List<SkippedJwk> unusable) {
        return new Sheet()
                .line("issuer", issuer)
                .line("keys", "0 usable, " + unusable.size() + " not")
                .block("published keys", table(new JwkSet(List.of(), unusable)).toString())
                .toString();
    }

    private static String freshness(IssuerStatus status) {
        String state = status.state().name().toLowerCase(Locale.ROOT);
        return state
                + status.freshFor().map(left -> " for " + TimeSpan.of(left)).orElse("")
                + status.age().map(age -> ", " + TimeSpan.of(age) + " old").orElse("");
    }

    private static Table table(JwkSet set) {
        Table table = new Table("KID", "TYPE", "SIZE/CURVE", "ALG", "USE", "THUMBPRINT", "USABLE");
        set.keys().forEach(jwk -> row(table, jwk));
        set.skipped().forEach(skipped -> row(table, skipped));
        return table;
    }

    private static void row(Table table, Jwk jwk) {
        table.row(
                Quoted.of(jwk.keyId().orElse(null)),
                jwk.keyType(),
                KeyText.size(jwk),
                jwk.algorithm().map(JwsAlgorithm::jwsName).orElse("-"),
                jwk.use().orElse("-"),
                jwk.thumbprint().substring(0, SHORT_THUMBPRINT) + "...",
                usable(jwk));
    }

    private static String usable(Jwk jwk) {
        String notes = jwk.notes().isEmpty() ? "" : ", though " + String.join("; ", jwk.notes());
        return "yes" + (jwk.privateMembersDropped() ? ", BUT ITS PRIVATE MEMBERS ARE PUBLISHED" : "") + notes;
    }

    private static void row(Table table, SkippedJwk skipped) {
        String type = skipped.keyType() == null ? "-" : bare(skipped.keyType());
        table.row(
                Quoted.of(skipped.keyId()),
                type,
                "-",
                "-",
                "-",
                "-",
                "no: " + skipped.reason() + ", " + skipped.detail());
    }

    /** A word as it is, anything else quoted. */
    private static String bare(String untrusted) {
        return untrusted.matches("[A-Za-z0-9_-]{1,20}") ? untrusted : Quoted.of(untrusted);
    }
}
