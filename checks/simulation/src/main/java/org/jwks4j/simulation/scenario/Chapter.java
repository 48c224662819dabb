package org.jwks4j.simulation.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jwks4j.simulation.plot.Figure;

/** What the report says of one scenario. */
final class Chapter {
    final String title;
    final String story;
    String gist = "";
    final List<Row> rows = new ArrayList<>();
    final List<Promise> promises = new ArrayList<>();
    final List<Shown> figures = new ArrayList<>();

    Chapter(String title, String story) {
        this.title = title;
        this.story = story;
    }

    /** For those who read no more than the top of the page. */
    Chapter inShort(String what) {
        gist = what;
        return this;
    }

    Chapter row(String label, Tally callers, Requests requests) {
        rows.add(new Row(label, callers, requests));
        return this;
    }

    Chapter promise(Promise promise) {
        promises.add(promise);
        return this;
    }

    /** Adds a figure, and what to look for in it. */
    Chapter figure(Figure figure, String lookFor) {
        figures.add(new Shown(figure, lookFor));
        return this;
    }

    /** A line of the table. */
    record Row(String label, Tally callers, Requests requests) {}

    /** A figure and its text. */
    record Shown(Figure figure, String lookFor) {}
}
