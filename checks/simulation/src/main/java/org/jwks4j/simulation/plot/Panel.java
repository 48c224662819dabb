package org.jwks4j.simulation.plot;

import java.util.ArrayList;
import java.util.List;

/** One pair of axes and what is drawn between them. */
public final class Panel {
    final String title;
    final Axis x;
    final Axis y;
    final List<Series> series = new ArrayList<>();
    final List<Band> bands = new ArrayList<>();
    final List<Mark> marks = new ArrayList<>();

    /** An empty panel. */
    public Panel(String title, Axis x, Axis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** Adds points. */
    public Panel with(Series added) {
        series.add(added);
        return this;
    }

    /** Shades a stretch of the x axis. */
    public Panel band(double from, double to, String label) {
        bands.add(new Band(from, to, label));
        return this;
    }

    /** Draws a line across at a value of the x axis. */
    public Panel mark(double at, String label) {
        marks.add(new Mark(at, label));
        return this;
    }

    record Band(double from, double to, String label) {}

    record Mark(double at, String label) {}
}
