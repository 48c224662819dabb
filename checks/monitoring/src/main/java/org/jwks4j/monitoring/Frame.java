package org.jwks4j.monitoring;

/**
 * Where a panel is, and where in it things are drawn.
 *
 * @param legends how many lines of a legend are below
 * @param margin what is left free on the left
 */
record Frame(int x, int y, int width, int height, int legends, int margin) {
    static final int LEGEND = 13;

    int left() {
        return x + margin;
    }

    int right() {
        return x + width - 12;
    }

    int top() {
        return y + 30;
    }

    int bottom() {
        return y + height - 22 - legends * LEGEND;
    }

    double across(double hour) {
        return left() + (right() - left()) * hour / Outage.OVER.toHours();
    }

    double up(double value, double most) {
        return bottom() - (bottom() - top()) * value / most;
    }
}
