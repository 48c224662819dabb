package org.jwks4j.cli.terminal;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What standard output can show.
 *
 * @param symbols whether it shows {@code ✓ ✗ –}; else words stand for them
 * @param colours whether they are coloured
 * @param redraws whether a person looks at it, so that a table can be drawn anew in place
 * @param columns how wide it is
 */
public record Terminal(boolean symbols, boolean colours, boolean redraws, int columns) {
    /** A file, a pipe, a log: ASCII alone. */
    public static final Terminal PLAIN = new Terminal(false, false, false, 100);

    private static final int DEFAULT_COLUMNS = 100;

    /**
     * The terminal of this process.
     *
     * @param interactive whether standard output is a terminal
     * @param environment its variables: the locale, {@code NO_COLOR} (no-color.org), {@code TERM}, {@code COLUMNS}
     */
    public static Terminal of(boolean interactive, Map<String, String> environment) {
        boolean able = interactive && !environment.getOrDefault("TERM", "").equals("dumb");
        boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(isUtf8(environment), able && !noColour, able, columns(environment.get("COLUMNS")));
    }

    /** POSIX: of the three, the first that is not empty counts. */
    private static boolean isUtf8(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                String upper = locale.toUpperCase(Locale.ROOT);
                return upper.contains("UTF-8") || upper.contains("UTF8");
            }
        }
        return false;
    }

    private static int columns(@Nullable String columns) {
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
    }
}
