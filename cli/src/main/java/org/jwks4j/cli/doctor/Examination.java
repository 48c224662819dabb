package org.jwks4j.cli.doctor;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jwks4j.cli.options.FetchOptions;
import org.jwks4j.json.JsonObject;

/** Examines issuers that are reached as a command's options say. */
public final class Examination {
    private final FetchOptions options;
    private final InstantSource clock;
    private final Consumer<String> progress;

    /**
     * Makes ready.
     *
     * @param progress is told what is under way
     */
    public Examination(FetchOptions options, InstantSource clock, Consumer<String> progress) {
        this.options = options;
        this.clock = clock;
        this.progress = progress;
    }

    /** What is found at once. */
    public JsonObject json(String issuer) {
        return DiagnosisText.json(of(issuer, () -> false));
    }

    Diagnosis of(String issuer, Doctor.Rounds rounds) {
        Doctor.Case examined = examined(issuer);
        Probe probe = new Probe(
                options.http().tls(),
                options.http().proxy().orElse(null),
                examined.metadataUri(),
                options.sendsHeadersTo(examined.metadataUri()) ? options.http().headerValues() : Map.of(),
                options.timeout(),
                clock);
        return new Doctor(examined, probe, clock, progress).examine(rounds);
    }

    private Doctor.Case examined(String issuer) {
        Optional<URI> jwksUri = options.jwksUri();
        return new Doctor.Case(
                issuer,
                jwksUri,
                jwksUri.isPresent() ? jwksUri.get() : options.metadataUri(issuer),
                options.uriPolicy(),
                options.timeout(),
                options.http().curlOptions());
    }
}
