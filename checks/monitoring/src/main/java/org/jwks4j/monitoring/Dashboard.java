package org.jwks4j.monitoring;

import java.util.List;
import org.jwks4j.json.JsonObject;

/** What of a Grafana dashboard is drawn. */
record Dashboard(String title, List<Panel> panels) {
    static Dashboard of(byte[] json) {
        Members dashboard = new Members(JsonObject.parse(json).toPlainMap());
        return new Dashboard(
                dashboard.text("title"),
                dashboard.objects("panels").stream().map(Dashboard::panel).toList());
    }

    private static Panel panel(Members panel) {
        Members place = panel.object("gridPos");
        Members look = panel.object("fieldConfig").object("defaults");
        return new Panel(
                panel.text("title"),
                panel.text("type"),
                look.text("unit"),
                look.has("custom") && look.object("custom").has("stacking"),
                new Place(place.number("x"), place.number("y"), place.number("w"), place.number("h")),
                panel.objects("targets").stream()
                        .map(target -> new Target(target.text("expr"), target.text("legendFormat")))
                        .toList());
    }

    /** @param unit as Grafana names it */
    record Panel(String title, String type, String unit, boolean isStacked, Place place, List<Target> targets) {}

    /** In units of Grafana's grid, which is 24 wide. */
    record Place(int x, int y, int width, int height) {}

    record Target(String expression, String legend) {}
}
