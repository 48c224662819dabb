package org.jwks4j.idp;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * New keys in mid-traffic: first such that leave the old ones published, then such that do not, while tokens of the withdrawn keys
 * go on being shown.
 */
final class Rotations {
    private static final long BETWEEN_MILLIS = 5_000;

    private final IdentityProvider provider;
    private final int ofEachKind;
    private final Map<String, List<String>> tokens = new LinkedHashMap<>();

    /**
     * Makes ready.
     *
     * @param ofEachKind how often there is a new key beside the old one, and then in its place
     */
    Rotations(IdentityProvider provider, int ofEachKind) {
        this.provider = provider;
        this.ofEachKind = ofEachKind;
    }

    Disturbance disturbance() throws Exception {
        if (!provider.canRotate()) {
            return Disturbance.NONE;
        }
        long before = provider.requests();
        try (Clients clients = new Clients(provider)) {
            Traffic traffic = new Traffic(clients.verifiers());
            try (traffic) {
                for (String algorithm : provider.algorithms()) {
                    showNext(algorithm, traffic);
                }
                for (int i = 0; i < 2 * ofEachKind; i++) {
                    for (String algorithm : provider.algorithms()) {
                        rotate(algorithm, i >= ofEachKind && provider.canRotateAtOnce(), traffic);
                    }
                    for (String algorithm : provider.algorithms()) {
                        showNext(algorithm, traffic);
                    }
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
                }
            }
            return new Disturbance(traffic.shown(), traffic.refusals(), provider.requests() - before, Duration.ZERO);
        }
    }

    private void rotate(String algorithm, boolean atOnce, Traffic traffic) throws Exception {
        if (atOnce) {
            traffic.withdraw(requireNonNull(tokens.remove(algorithm)));
            provider.rotateAtOnce(algorithm);
        } else {
            provider.rotate(algorithm);
        }
    }

    private void showNext(String algorithm, Traffic traffic) throws Exception {
        String token = provider.token(algorithm);
        tokens.computeIfAbsent(algorithm, any -> new ArrayList<>()).add(token);
        traffic.add(token);
    }
}
