package org.jwks4j.benchmarks.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jol.util.ObjectUtils;
import org.openjdk.jol.vm.VM;

/**
 * The bytes of all objects that one object holds on to. It stops at classes, class loaders and threads, from where everything
 * can be reached, and does not follow references that the garbage collector may clear.
 */
final class Graph {
    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> left = new ArrayDeque<>();

    private Graph() {}

    static long bytes(Object root) {
        Graph graph = new Graph();
        graph.reach(root);
        long bytes = 0;
        while (!graph.left.isEmpty()) {
            Object object = graph.left.pop();
            bytes += VM.current().sizeOf(object);
            graph.follow(object);
        }
        return bytes;
    }

    private void reach(@Nullable Object object) {
        boolean everywhere = object instanceof Class || object instanceof ClassLoader || object instanceof Thread;
        if (object != null && !everywhere && seen.add(object)) {
            left.push(object);
        }
    }

    private void follow(Object object) {
        if (object instanceof PhantomReference) {
            return; // the JDK links all that are to be cleaned, ours and others'
        }
        if (object instanceof Object[] elements) {
            for (Object element : elements) {
                reach(element);
            }
        }
        for (Field field : FIELDS.computeIfAbsent(object.getClass(), Graph::references)) {
            reach(ObjectUtils.value(object, field));
        }
    }

    private static List<Field> references(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != null && each != Reference.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
