package org.jwks4j.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those who wait for a turn at one host. Not thread-safe. */
final class WaitingLine<T> {
    private final Deque<T> inOrder = new ArrayDeque<>();
    private final List<T> byLot = new ArrayList<>();

    void add(T last) {
        inOrder.add(last);
    }

    /** Those who have no place in the line come after it, in an order that no one of them can choose. */
    void addByLot(T one) {
        byLot.add(one);
    }

    boolean hasInOrder() {
        return !inOrder.isEmpty();
    }

    int size() {
        return inOrder.size() + byLot.size();
    }

    int byLot() {
        return byLot.size();
    }

    @Nullable
    T first() {
        return inOrder.peek();
    }

    T takeInOrder() {
        return inOrder.remove();
    }

    /** @param chance in [0, 1) */
    T draw(double chance) {
        int drawn = (int) (chance * byLot.size());
        T last = byLot.remove(byLot.size() - 1);
        return drawn == byLot.size() ? last : byLot.set(drawn, last);
    }

    /** Gives up waiting. */
    void remove(T one) {
        if (!byLot.remove(one)) {
            inOrder.remove(one);
        }
    }
}
