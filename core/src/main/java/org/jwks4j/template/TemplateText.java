package org.jwks4j.template;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.net.Origin;
import org.jwks4j.net.RegistrableDomain;

/** An issuer with slots: literal text before each of them, and after the last. */
public final class TemplateText {
    private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)(:uuid)?}");

    /** RFC 3986 §6.2.2.3: what a server may take for another path. */
    private static final Pattern ODD_PATH = Pattern.compile("//|/\\.+(?:/|$)");

    private final String text;
    private final List<String> literals;
    private final List<TemplateSlot> slots;

    private TemplateText(String text, List<String> literals, List<TemplateSlot> slots) {
        this.text = text;
        this.literals = List.copyOf(literals);
        this.slots = List.copyOf(slots);
    }

    public static TemplateText parse(String text) {
        int authority = text.indexOf("://") + 3;
        int endOfHost = indexOf(text, '/', authority);
        List<String> literals = new ArrayList<>();
        List<TemplateSlot> slots = new ArrayList<>();
        Matcher slot = SLOT.matcher(text);
        int from = 0;
        while (slot.find()) {
            boolean inHost = slot.start() < endOfHost;
            requireWhole(text, slot.start(), slot.end(), inHost);
            literals.add(text.substring(from, slot.start()));
            slots.add(new TemplateSlot(slot.group(1), inHost, slot.group(2) != null));
            from = slot.end();
        }
        literals.add(text.substring(from));
        TemplateText parsed = new TemplateText(text, literals, slots);
        parsed.check();
        return parsed;
    }

    /** Whether a text that a document has is a template, and the issuer fits it. */
    public static boolean matches(String template, String issuer) {
        try {
            return template.contains("{") && parse(template).match(issuer) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int indexOf(String text, char sign, int from) {
        int index = text.indexOf(sign, from);
        return index < 0 ? text.length() : index;
    }

    /** A host's last label is before its port or path: no tenant's. */
    private static void requireWhole(String text, int start, int end, boolean inHost) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        char after = end == text.length() ? '/' : text.charAt(end);
        boolean whole = inHost ? (before == '/' || before == '.') && after == '.' : before == '/' && after == '/';
        if (!whole) {
            throw new IllegalArgumentException(
                    inHost
                            ? "a slot in a host is a whole label, and not the last one"
                            : "a slot in a path is a whole segment");
        }
    }

    private void check() {
        if (slots.stream().map(TemplateSlot::name).distinct().count() < slots.size()) {
            throw new IllegalArgumentException("two slots have one name");
        }
        if (literals.stream().anyMatch(literal -> literal.contains("{") || literal.contains("}"))) {
            throw new IllegalArgumentException("a slot is {name} or {name:uuid}, the name of letters, digits and _");
        }
        if (slots.isEmpty()) {
            throw new IllegalArgumentException("the template has no slot; an issuer without is trust(\"...\")");
        }
        URI example = checked(Origin.uri(filled(slot -> slot.example(0))));
        if (example.getRawQuery() != null) {
            throw new IllegalArgumentException("a template has no query");
        }
        if (ODD_PATH.matcher(example.getRawPath()).find()
                || example.getRawAuthority().endsWith(":")) {
            throw new IllegalArgumentException("a template has no empty segment, dot segment or empty port");
        }
        if (hasSlotInHost()
                && RegistrableDomain.of(afterSlots(example.getHost())).isEmpty()) {
            throw new IllegalArgumentException("a slot reaches into the registrable domain, which anyone can have");
        }
    }

    /** Whether it may be {@code http}, to loopback or to a host that was named, build() knows. */
    private URI checked(URI example) {
        boolean hasLiteralHost = example.getHost() != null && !hasSlotInHost();
        Set<String> host = hasLiteralHost
                ? Set.of(Origin.of(example).host() + ":" + Origin.of(example).port())
                : Set.of();
        return UriPolicy.HTTP_ON_LOOPBACK.alsoHttpTo(host).check(example);
    }

    public boolean hasSlotInHost() {
        return slots.stream().anyMatch(TemplateSlot::inHost);
    }

    /** The part of the host that no tenant chooses: behind the last slot in it. */
    private String afterSlots(String host) {
        long inHost = slots.stream().filter(TemplateSlot::inHost).count();
        String behind = literals.get(Math.toIntExact(inHost));
        int length = indexOf(behind, '/', 0);
        int port = indexOf(behind, ':', 0);
        return host.substring(host.length() - Math.min(length, port) + 1);
    }

    public List<TemplateSlot> slots() {
        return slots;
    }

    public TemplateSlot slot(String name) {
        return slots.stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public String with(Map<String, String> values) {
        return filled(slot -> String.valueOf(values.get(slot.name())));
    }

    private String filled(Function<TemplateSlot, String> value) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < slots.size(); i++) {
            filled.append(literals.get(i)).append(value.apply(slots.get(i)));
        }
        return filled.append(literals.get(slots.size())).toString();
    }

    /**
     * One pass: what follows a slot begins with a character that no slot may hold.
     *
     * @return the values by slot; null if the text is another
     */
    public @Nullable Map<String, String> match(String issuer) {
        Map<String, String> values = new LinkedHashMap<>();
        return takeApart(issuer, values) ? values : null;
    }

    /** Whether it is one that {@link #match} takes apart, without a copy of anything. */
    public boolean fits(String issuer) {
        return takeApart(issuer, null);
    }

    private boolean takeApart(String issuer, @Nullable Map<String, String> values) {
        int at = 0;
        for (int i = 0; i < slots.size(); i++) {
            if (!issuer.startsWith(literals.get(i), at)) {
                return false;
            }
            int start = at + literals.get(i).length();
            at = slots.get(i).end(issuer, start);
            if (!slots.get(i).accepts(issuer, start, at)) {
                return false;
            }
            if (values != null) {
                values.put(slots.get(i).name(), issuer.substring(start, at));
            }
        }
        String rest = literals.get(slots.size());
        return issuer.length() - at == rest.length() && issuer.startsWith(rest, at);
    }

    /**
     * Whether some issuer fits both, piece by piece: each label of the host and each segment of the path.
     *
     * @param values what alone fits a slot of this one, by slot; absent if anything of its form does
     * @param otherValues the same for the other's slots
     */
    public boolean overlaps(Map<String, Set<String>> values, TemplateText other, Map<String, Set<String>> otherValues) {
        List<String> ours = pieces();
        List<String> theirs = other.pieces();
        return ours.size() == theirs.size()
                && IntStream.range(0, ours.size()).allMatch(i -> {
                    Set<String> one = candidates(ours.get(i), values);
                    Set<String> another = candidates(theirs.get(i), otherValues);
                    Predicate<String> fitsBoth =
                            value -> fits(ours.get(i), one, value) && other.fits(theirs.get(i), another, value);
                    boolean isOpen = one.isEmpty() && another.isEmpty(); // two slots without a list
                    return isOpen
                            || Stream.concat(one.stream(), another.stream()).anyMatch(fitsBoth);
                });
    }

    private List<String> pieces() {
        int path = indexOf(text, '/', text.indexOf("://") + 3);
        List<String> pieces = new ArrayList<>(List.of(text.substring(0, path).split("[/.]", -1)));
        pieces.addAll(List.of(text.substring(path).split("/", -1)));
        return pieces;
    }

    /** The only texts that a piece stands for; none if it is a slot that takes many. */
    private static Set<String> candidates(String piece, Map<String, Set<String>> values) {
        Matcher slot = SLOT.matcher(piece);
        return slot.matches() ? values.getOrDefault(slot.group(1), Set.of()) : Set.of(piece);
    }

    private boolean fits(String piece, Set<String> candidates, String value) {
        Matcher slot = SLOT.matcher(piece);
        return candidates.isEmpty() ? slot.matches() && slot(slot.group(1)).accepts(value) : candidates.contains(value);
    }

    @Override
    public String toString() {
        return text;
    }
}
