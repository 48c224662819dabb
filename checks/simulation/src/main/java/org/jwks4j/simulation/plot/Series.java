package org.jwks4j.simulation.plot;

import java.util.List;

/**
 * Points that belong together.
 *
 * @param name for the legend
 * @param form how they are drawn
 * @param points from left to right
 */
public record Series(String name, Colour colour, Form form, List<Point> points) {
    /** Points that belong together, copied. */
    public Series {
        points = List.copyOf(points);
    }

    /** How points are drawn. */
    public enum Form {
        /** Joined. */
        LINE,
        /** A value holds until the next. */
        STEPS,
        /** Each by itself. */
        DOTS,
        /** Each as a line from the floor. */
        STEMS
    }

    /** Colours that people of any colour vision tell apart (Okabe and Ito), darkened for thin lines. */
    public enum Colour {
        /** For what is as it should be. */
        BLUE("#0068a8"),
        /** For what is less than that. */
        ORANGE("#d98200"),
        /** For what is refused or gone. */
        RED("#c44e00"),
        /** For a third of equals. */
        GREEN("#007f5f"),
        /** For the background. */
        GREY("#8a8a8a");

        final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** A point, in the units of the axes. */
    public record Point(double x, double y) {}
}
