package org.jwks4j.net;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directives of a {@code Cache-Control} field (RFC 9111 §5.2): names in lower case, and their arguments. Of a directive
 * that stands there twice, the first counts (§4.2.1). One with a list of field names, as {@code no-cache="x"}, counts as without, which is
 * stricter and what most caches do (§5.2.2.4).
 */
final class CacheControl {
    private static final Pattern DIRECTIVE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]++)(?:=(\"[^\"]*+\"|[^,\"]*+))?+");

    private final Map<String, String> arguments = new HashMap<>();

    private CacheControl(String field) {
        Matcher directive = DIRECTIVE.matcher(field);
        while (directive.find()) {
            String argument = directive.group(2) == null ? "" : directive.group(2);
            arguments.putIfAbsent(directive.group(1).toLowerCase(Locale.ROOT), argument.trim());
        }
    }

    static CacheControl of(String field) {
        return new CacheControl(field);
    }

    boolean has(String name) {
        return arguments.containsKey(name);
    }

    /** Quoted or not: both forms are in use (RFC 9111 §5.2). */
    Optional<String> argumentOf(String name) {
        return Optional.ofNullable(arguments.get(name));
    }
}
