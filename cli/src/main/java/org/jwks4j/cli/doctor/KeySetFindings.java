package org.jwks4j.cli.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jwks4j.cli.terminal.KeyText;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;

/**
 * What is to be said of a JWK Set (RFC 7517 §5): each key, and what it asks of those who read it.
 *
 * @param findings at least one
 * @param set the keys, if the document is a JWK Set
 */
record KeySetFindings(List<Finding> findings, Optional<JwkSet> set) {
    private static final int OUR_MAX_BYTES = 1024 * 1024;
    private static final int NIMBUS_MAX_BYTES = 50 * 1024;
    private static final int ALB_MAX_BYTES = 150 * 1024;
    private static final int ALB_MAX_KEYS = 10;
    private static final Set<SkipReason> WEAK =
            Set.of(SkipReason.RSA_TOO_SMALL, SkipReason.RSA_ROCA, SkipReason.SYMMETRIC_KEY);

    static KeySetFindings of(URI uri, Response response) {
        Optional<Finding> status = Statuses.other(response, uri, "jwks");
        if (status.isPresent()) {
            return new KeySetFindings(List.of(status.get()), Optional.empty());
        }
        int bytes = response.body().length;
        if (bytes > OUR_MAX_BYTES) {
            return new KeySetFindings(List.of(tooLarge(bytes)), Optional.empty());
        }
        try {
            JwkSet set = JwkSet.parse(response.body());
            return new KeySetFindings(of(set, bytes), Optional.of(set));
        } catch (JsonFormatException e) {
            return new KeySetFindings(List.of(Statuses.notJson(response, uri, "jwks", e)), Optional.empty());
        }
    }

    private static Finding tooLarge(int bytes) {
        return Finding.error(
                "jwks.too-large",
                "the JWK Set has " + (bytes >= HttpAnswer.MAX_BODY_BYTES ? "at least " : "") + bytes / 1024
                        + " KiB, which is more than the " + OUR_MAX_BYTES / 1024 + " that are read here",
                "Withdraw old keys, and leave out certificates (x5c).");
    }

    private static List<Finding> of(JwkSet set, int bytes) {
        List<Finding> findings = new ArrayList<>();
        set.keys().forEach(jwk -> findings.add(usable(jwk)));
        set.skipped().forEach(skipped -> findings.add(unusable(skipped)));
        if (set.keys().isEmpty()) {
            findings.add(Finding.error(
                    "jwks.no-usable-key",
                    "there is no key that may be used, among " + set.skipped().size(),
                    "No token of this issuer can be verified. Publish an RSA key of 2048 bits or more, or an EC key."));
        }
        duplicates(set).ifPresent(findings::add);
        findings.add(size(set, bytes));
        return findings;
    }

    private static Finding usable(Jwk jwk) {
        String which = Quoted.of(jwk.keyId().orElse(null)) + ", " + KeyText.typeAndSize(jwk) + ", for "
                + String.join(" or ", KeyText.names(jwk.algorithms()));
        if (jwk.privateMembersDropped()) {
            return Finding.error(
                    "jwks.private-key",
                    which + ": its private members are published",
                    "Anyone can sign tokens with it. Stop using it at once, and withdraw it.");
        }
        return Finding.ok("jwks.key", which);
    }

    private static Finding unusable(SkippedJwk skipped) {
        String message =
                Quoted.of(skipped.keyId()) + " is not usable: " + skipped.detail() + " (" + skipped.reason() + ")";
        if (WEAK.contains(skipped.reason())) {
            return Finding.error(
                    "jwks.weak-key",
                    message,
                    "Replace the key: services that accept it accept forged tokens too, and others refuse its tokens.");
        }
        if (skipped.reason() == SkipReason.NOT_FOR_SIGNATURES) {
            return Finding.note("jwks.unusable-key", message, null);
        }
        return Finding.warning(
                "jwks.unusable-key",
                message,
                "Tokens that are signed with it are refused. Replace it, or withdraw it.");
    }

    /** RFC 7517 §4.5: different keys should have different IDs. */
    private static Optional<Finding> duplicates(JwkSet set) {
        Set<String> seen = new HashSet<>();
        return set.keys().stream()
                .map(key -> key.keyId().orElse(null))
                .filter(keyId -> !seen.add(String.valueOf(keyId)))
                .findFirst()
                .map(
                        keyId -> Finding.warning(
                                "jwks.same-kid",
                                "several keys have the kid " + Quoted.of(keyId),
                                "Give each key a kid of its own: most libraries take the first, and refuse the tokens of the others."));
    }

    private static Finding size(JwkSet set, int bytes) {
        int keys = set.keys().size() + set.skipped().size();
        String size = keys + (keys == 1 ? " key, " : " keys, ") + bytes + " bytes";
        if (bytes > NIMBUS_MAX_BYTES) {
            String who = bytes > ALB_MAX_BYTES ? "Nimbus (50 KiB) and AWS load balancers (150 KB)" : "Nimbus (50 KiB)";
            return Finding.warning(
                    "jwks.size", size + ": more than " + who + " read", "Withdraw old keys; leave out x5c.");
        } else if (keys > ALB_MAX_KEYS) {
            return Finding.warning(
                    "jwks.size",
                    size + ": AWS load balancers read 10 keys at most",
                    "Withdraw keys that are no longer used.");
        }
        return Finding.ok("jwks.size", size);
    }
}
