package org.jwks4j.cli.web;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.doctor.Examination;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.KeySetText;
import org.jwks4j.cli.token.LiveExplanation;
import org.jwks4j.cli.watch.Sighting;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkSet;

/** What the page may ask for: about the issuers that were given at the start, and no other. */
final class WebApi {
    private final KeyFetcher fetcher;
    private final List<String> issuers;
    private final LiveExplanation explanation;
    private final Examination examination;
    private final RecentChanges changes;

    WebApi(
            KeyFetcher fetcher,
            List<String> issuers,
            LiveExplanation explanation,
            Examination examination,
            RecentChanges changes) {
        this.fetcher = fetcher;
        this.issuers = List.copyOf(issuers);
        this.explanation = explanation;
        this.examination = examination;
        this.changes = changes;
    }

    WebAnswer answer(String method, String path, String body) {
        try {
            return switch (method + " " + path) {
                case "POST /api/explain" -> WebAnswer.of(explanation.of(member(body, "token")));
                case "POST /api/doctor" -> doctor(member(body, "issuer"));
                case "GET /api/issuers" -> WebAnswer.of(issuers());
                default -> WebAnswer.refused(404, "there is no such thing here");
            };
        } catch (JsonFormatException e) {
            return WebAnswer.refused(400, "the body is not a JSON object with the one member that is asked for");
        }
    }

    private static String member(String body, String name) {
        return JsonObject.parse(body).string(name).orElseThrow(() -> new JsonFormatException(name + " is absent"));
    }

    private WebAnswer doctor(String issuer) {
        return issuers.contains(issuer)
                ? WebAnswer.of(examination.json(issuer))
                : WebAnswer.refused(404, "this issuer was not given at the start");
    }

    private JsonObject issuers() {
        return new JsonMembers()
                .with("issuers", fetcher.status().stream().map(this::issuer).toList())
                .with("changes", changes.toJson())
                .build();
    }

    private JsonObject issuer(IssuerStatus status) {
        JwkSet keys = keys(status.issuer());
        JsonMembers members = new JsonMembers();
        Sighting.of(status, keys).toJson().asMap().forEach(members::with);
        return members.with("publishedKeys", keys == null ? List.of() : KeySetText.keys(keys))
                .build();
    }

    /** To ask is to use the keys, so that they are kept fresh. What is not there yet is not waited for. */
    private @Nullable JwkSet keys(String issuer) {
        CompletableFuture<JwkSet> keys = fetcher.getJwkSet(issuer);
        return keys.isDone() && !keys.isCompletedExceptionally() ? keys.join() : null;
    }
}
