package org.jwks4j.cli.terminal;

import org.jspecify.annotations.Nullable;

/** Lines for a person: labels in a column, what they label behind them. */
public final class Sheet {
    private static final int LABEL_WIDTH = 12;

    private final StringBuilder text = new StringBuilder();

    public Sheet line(String label, @Nullable String value) {
        if (value != null) {
            text.append(label)
                    .append(" ".repeat(LABEL_WIDTH - label.length()))
                    .append(PlainText.line(value))
                    .append('\n');
        }
        return this;
    }

    /** Text of several lines, under a heading. */
    public Sheet block(String heading, String lines) {
        text.append('\n')
                .append(heading)
                .append('\n')
                .append(lines.stripTrailing())
                .append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
