package org.jwks4j.api.sample;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of each thing that can be part of an API, beside what cannot. */
@SuppressWarnings({"UnusedMethod", "ProtectedMembersInFinalClass", "ClassCanBeStatic"})
public abstract class Sample<T extends Comparable<T>> extends HiddenBase implements Closeable {
    public static final int LIMIT = 7;
    static final int UNSEEN = 8;

    public Sample(String name) {
        super(name);
    }

    Sample(int unseen) {
        super(Integer.toString(unseen));
    }

    @Deprecated(forRemoval = true)
    public abstract @Nullable String find(Map<String, @Nullable T> in, String... names) throws IOException;

    public <E extends Exception> void run(@Nullable E failure) throws E {
        throw failure;
    }

    protected final void extend(int[][] numbers) {}

    private void unseen() {}

    @Override
    public boolean equals(Object other) {
        return other == this;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    /** Declares what it has anyway, and one method more. */
    public record Pair(@Nullable String left, List<Integer> right) {
        public Pair {
            right = List.copyOf(right);
        }

        public Pair(String left) {
            this(left, List.of());
        }

        public String both() {
            return left + right;
        }
    }

    public enum Level {
        LOW,
        HIGH;

        public Level next() {
            return HIGH;
        }
    }

    public sealed interface Shape permits Circle, HiddenShape {
        double area();

        default String text() {
            return "" + area();
        }
    }

    public static final class Circle implements Shape {
        protected Circle() {}

        @Override
        public double area() {
            return 1;
        }
    }

    static final class HiddenShape implements Shape {
        @Override
        public double area() {
            return 2;
        }
    }

    protected static class Open {
        protected int count;
    }

    protected class Inner {}

    public @interface Note {
        String value() default "none";
    }
}
