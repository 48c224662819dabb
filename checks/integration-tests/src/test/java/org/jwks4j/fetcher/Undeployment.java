package org.jwks4j.fetcher;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Runs an application with a class loader of its own, which is also that of the thread's context, as servers do, and ends with 1 if the
 * loader is still there a while after the application ended. {@link ClassLoaderTest} starts it.
 */
final class Undeployment {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    private Undeployment() {}

    public static void main(String[] args) throws Throwable {
        System.exit(new Undeployment().leavesNothing(args[0]) ? 0 : 1);
    }

    private boolean leavesNothing(String application) throws Throwable {
        WeakReference<ClassLoader> loader = deployed(application);
        displaceTheRecordThatTheJdkKeeps();
        long until = System.nanoTime() + LONGEST.toNanos();
        while (!loader.refersTo(null) && System.nanoTime() < until) {
            System.gc();
            collected.remove(200); // or until it is
        }
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> loader.refersTo(thread.getContextClassLoader()))
                .forEach(thread -> System.out.println("kept by the thread " + thread.getName()));
        return loader.refersTo(null);
    }

    private WeakReference<ClassLoader> deployed(String application) throws Throwable {
        ClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        Runnable main = (Runnable)
                loader.loadClass(application).getDeclaredConstructor().newInstance();
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(main, "deployer");
        thread.setContextClassLoader(loader);
        thread.setUncaughtExceptionHandler((any, failure) -> thrown[0] = failure);
        thread.start();
        thread.join();
        if (thrown[0] != null) {
            throw thrown[0];
        }
        return new WeakReference<>(loader, collected);
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        StringTokenizer entries = new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
        while (entries.hasMoreTokens()) {
            urls.add(Path.of(entries.nextToken()).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** JDK 17 keeps one record's component class in a static field: that of the record whose {@code equals} was linked last. */
    private static void displaceTheRecordThatTheJdkKeeps() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle text = lookup.findGetter(Another.class, "text", String.class);
        Object unused = ObjectMethods.bootstrap(lookup, "equals", MethodHandle.class, Another.class, "text", text);
    }

    private record Another(String text) {}
}
