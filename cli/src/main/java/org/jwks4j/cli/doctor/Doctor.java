package org.jwks4j.cli.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.jwk.JwkSet;

/** Examines one issuer: its addresses, TLS, metadata, keys and headers, and whether all answers agree. */
final class Doctor {
    /** A flapping set of two nodes stays unseen in one of four times. */
    private static final int REPEATS = 3;

    private final Case examined;
    private final Probe probe;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<String> requests = new LinkedHashSet<>();
    private final Set<JwkSet> sets = new LinkedHashSet<>();
    private final Map<String, List<@Nullable InetAddress>> resolved = new HashMap<>();
    private final List<Observation> observations = new ArrayList<>();

    Doctor(Case examined, Probe probe, InstantSource clock, Consumer<String> progress) {
        this.examined = examined;
        this.probe = probe;
        this.clock = clock;
        this.progress = progress;
    }

    /** Examines the issuer; waits between rounds as it is told. */
    Diagnosis examine(Rounds rounds) {
        Optional<URI> jwksUri = examined.jwksUri();
        if (jwksUri.isEmpty()) {
            jwksUri = metadata();
        }
        jwksUri.ifPresent(uri -> keys(uri, rounds));
        return new Diagnosis(examined.issuer(), List.copyOf(findings), List.copyOf(requests), !sets.isEmpty());
    }

    private Optional<URI> metadata() {
        URI uri = examined.metadataUri();
        Optional<URI> jwksUri = Optional.empty();
        for (Exchange exchange : askAll(uri, 1)) {
            MetadataFindings found =
                    MetadataFindings.of(examined.issuer(), uri, exchange.response(), examined.uriPolicy());
            findings.addAll(found.findings());
            jwksUri = jwksUri.or(found::jwksUri);
            found.inline().ifPresent(keys -> look(uri, "the metadata", keys));
        }
        return jwksUri;
    }

    private void keys(URI uri, Rounds rounds) {
        List<Exchange> answers = askAll(uri, REPEATS);
        answers.forEach(answer -> look(uri, answer));
        if (answers.isEmpty()) {
            return;
        }
        Exchange first = answers.get(0);
        if (first.response().status() == 200) {
            findings.addAll(CachingFindings.of(first.response()));
        }
        findings.add(ClockFinding.of(first));
        findings.addAll(AgreementFindings.ofOneMoment(observations));
        watch(uri, rounds);
    }

    private void look(URI uri, Exchange answer) {
        look(uri, answer.address() == null ? "the proxy" : answer.address().getHostAddress(), answer.response());
    }

    private void look(URI uri, String where, Response answer) {
        KeySetFindings found = KeySetFindings.of(uri, answer);
        Optional<JwkSet> set = found.set();
        if (set.isEmpty() || sets.add(set.get())) {
            findings.addAll(found.findings());
        }
        set.ifPresent(keys -> observations.add(Observation.of(where, keys)));
    }

    private void watch(URI uri, Rounds rounds) {
        int failures = 0;
        int asked = 0;
        while (rounds.next()) {
            for (InetAddress address : addresses(uri)) {
                asked++;
                try {
                    look(uri, probe.get(uri, address));
                } catch (ProbeException e) {
                    failures++;
                }
            }
            progress.accept(asked + " requests, " + sets.size()
                    + (sets.size() == 1 ? " key set" : " different key sets") + " so far");
        }
        if (asked > 0) {
            findings.addAll(AgreementFindings.ofAWhile(observations));
        }
        if (failures > 0) {
            findings.add(Finding.warning(
                    "http.unreliable",
                    failures + " of " + asked + " requests had no answer",
                    "Look into the server's or the load balancer's log."));
        }
    }

    /** Asks each address; what some of them do not answer is a finding. */
    private List<Exchange> askAll(URI uri, int times) {
        List<Exchange> answers = new ArrayList<>();
        List<Finding> troubles = new ArrayList<>();
        for (InetAddress address : addresses(uri)) {
            String where = address == null ? uri.getHost() : uri.getHost() + " (" + address.getHostAddress() + ")";
            progress.accept("asking " + where + " for " + uri.getPath());
            requests.add(Curl.line(uri, address, examined.curlOptions()));
            try {
                for (int i = 0; i < times; i++) {
                    answers.add(probe.get(uri, address));
                }
            } catch (ProbeException e) {
                troubles.add(Troubles.of(uri, where, e, examined.timeout(), clock.instant()));
            }
        }
        answers.forEach(answer -> answer.tls()
                .ifPresent(tls -> findings.addAll(
                        new CertificateFindings(uri.getHost(), tls.chain(), clock.instant()).trusted(tls.protocol()))));
        troubles.forEach(trouble -> findings.add(answers.isEmpty() ? trouble : ofSome(trouble, uri)));
        return answers;
    }

    /** Others answer, and most clients try them all. Loopback has two addresses, of which servers seldom use both. */
    private static Finding ofSome(Finding trouble, URI uri) {
        boolean loopback = uri.getHost().equals("localhost");
        return trouble.id().equals("http.refused")
                ? new Finding(
                        "http.address",
                        loopback ? Level.NOTE : Level.WARNING,
                        trouble.message(),
                        loopback ? null : trouble.next())
                : trouble;
    }

    /** One null if a proxy resolves the name. */
    private List<@Nullable InetAddress> addresses(URI uri) {
        return resolved.computeIfAbsent(uri.getHost(), this::resolve);
    }

    private List<@Nullable InetAddress> resolve(String host) {
        if (probe.usesProxy()) {
            return Collections.singletonList(null);
        }
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            String shown = Arrays.stream(all).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
            findings.add(Finding.ok("dns.addresses", host + " is " + shown));
            return Collections.unmodifiableList(Arrays.asList(all));
        } catch (UnknownHostException e) {
            findings.add(Finding.error(
                    "dns.unresolved",
                    "the host name " + host + " cannot be resolved",
                    "Check the spelling, and whether this machine's DNS knows the name."));
            return List.of();
        }
    }

    /**
     * What is examined.
     *
     * @param jwksUri where the keys are, if there is no metadata
     * @param metadataUri where the metadata is
     * @param timeout for one request
     * @param curlOptions what curl needs in addition
     */
    record Case(
            String issuer,
            Optional<URI> jwksUri,
            URI metadataUri,
            UriPolicy uriPolicy,
            Duration timeout,
            List<String> curlOptions) {}

    /** Decides whether there is another round, once it is time for it. */
    interface Rounds {
        boolean next();
    }
}
