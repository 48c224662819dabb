package org.jwks4j.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.TrustedIssuer;

/**
 * {@link IssuerTemplate} matches what is the same text, segment by segment and label by label, except for its slots; and what it
 * matches is a URI that leads nowhere else. The input is a template, a line break, and an issuer.
 */
public final class TemplateTarget {
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+?)(:uuid)?}");
    private static final Pattern SEGMENT = Pattern.compile("(?!\\.+$)[A-Za-z0-9._-]{1,255}");
    private static final Pattern LABEL = Pattern.compile("(?!-)[a-z0-9-]{1,63}(?<!-)");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Map<String, String> slots = new HashMap<>();

    private TemplateTarget() {}

    /**
     * Called by the fuzzer.
     *
     * @param input the template and an issuer
     */
    public static void fuzzerTestOneInput(byte[] input) {
        String[] lines = new String(input, UTF_8).split("\n", 2);
        @Nullable IssuerTemplate template = template(lines[0]);
        if (template != null) {
            check(template, lines[0], lines.length > 1 ? lines[1] : "");
        }
    }

    private static @Nullable IssuerTemplate template(String text) {
        try {
            return IssuerTemplate.of(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void check(IssuerTemplate template, String text, String issuer) {
        TemplateTarget oracle = new TemplateTarget();
        boolean expected = oracle.matches(text, issuer);
        Optional<TrustedIssuer> actual = template.match(issuer);
        if (expected != actual.isPresent()) {
            throw new AssertionError((expected ? "not matched" : "matched") + ", unlike the oracle: " + issuer);
        }
        actual.ifPresent(matched -> {
            requireSlots(matched, oracle.slots);
            requireSameName(matched, issuer);
        });
    }

    private boolean matches(String template, String issuer) {
        String[] expected = template.split("/", -1);
        String[] actual = issuer.split("/", -1);
        boolean all = expected.length == actual.length;
        for (int i = 0; all && i < expected.length; i++) {
            all = i == 2 ? isHost(expected[i], actual[i]) : fits(expected[i], actual[i], SEGMENT);
        }
        return all;
    }

    private boolean isHost(String template, String host) {
        String[] expected = template.split("\\.", -1);
        String[] actual = host.split("\\.", -1);
        boolean all = expected.length == actual.length;
        for (int i = 0; all && i < expected.length; i++) {
            all = fits(expected[i], actual[i], LABEL);
        }
        return all;
    }

    private boolean fits(String template, String text, Pattern form) {
        Matcher slot = SLOT.matcher(template);
        if (!slot.matches()) {
            return template.equals(text);
        }
        slots.put(slot.group(1), text);
        return form.matcher(text).matches()
                && (slot.group(2) == null || UUID.matcher(text).matches());
    }

    private static void requireSlots(TrustedIssuer matched, Map<String, String> slots) {
        slots.forEach((name, value) -> {
            if (!matched.slot(name).equals(Optional.of(value))) {
                throw new AssertionError(name + " is " + matched.slot(name));
            }
        });
    }

    private static void requireSameName(TrustedIssuer matched, String issuer) {
        URI uri = URI.create(issuer);
        boolean plain = uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.normalize().equals(uri);
        if (!matched.name().equals(issuer) || !plain) {
            throw new AssertionError("no plain issuer: " + uri);
        }
    }
}
