package org.jwks4j.simulation.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a panel.
 *
 * @param label what it counts, and in which unit
 * @param step between its ticks
 */
public record Axis(String label, double min, double max, double step) {
    private static final double ROUNDING = 1e-9;

    /** From zero up to something round above a value, with about five ticks. */
    public static Axis upTo(double most, String label) {
        double step = roundStep(Math.max(most, 1) / 5);
        return new Axis(label, 0, step * StrictMath.ceil(Math.max(most, 1) / step - ROUNDING), step);
    }

    private static double roundStep(double least) {
        double power = 1;
        while (power * 10 <= least) {
            power *= 10;
        }
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            boolean whole = factor * power == StrictMath.rint(factor * power);
            if (whole && factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Where on it a value lies, from 0 to 1; values beyond its ends lie at its ends. */
    double place(double value) {
        return (Math.min(max, Math.max(min, value)) - min) / (max - min);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int tick = 0; min + tick * step <= max + step * ROUNDING; tick++) {
            ticks.add(min + tick * step);
        }
        return ticks;
    }
}
