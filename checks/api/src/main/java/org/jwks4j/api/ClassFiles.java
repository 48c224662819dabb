package org.jwks4j.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/** The classes of one module, by internal name ({@code org/jwks4j/Name$Nested}), and which of them are its public API. */
final class ClassFiles {
    private static final String DESCRIPTOR = "module-info";
    private static final int ACCESSIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    private final Map<String, ClassNode> classes = new TreeMap<>();

    static ClassFiles read(List<Path> files) throws IOException {
        ClassFiles read = new ClassFiles();
        for (Path file : files) {
            ClassNode node = new ClassNode();
            new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.SKIP_CODE);
            read.classes.put(node.name, node);
        }
        return read;
    }

    /** The class of that name, or null if it is of another module. */
    @Nullable
    ClassNode find(String name) {
        return classes.get(name);
    }

    /** The module's descriptor, or null if it has none. */
    @Nullable
    ClassNode descriptor() {
        return classes.get(DESCRIPTOR);
    }

    /** The classes that users of the module can name, sorted by name. */
    Collection<ClassNode> api() {
        return classes.values().stream().filter(this::isApi).toList();
    }

    boolean isApi(ClassNode node) {
        InnerClassNode nested = nested(node);
        if (nested == null) {
            return isPublic(node.access) && isExported(node);
        }
        ClassNode outer = nested.outerName == null ? null : classes.get(nested.outerName);
        return outer != null && isApi(outer) && isAccessible(nested.access, outer);
    }

    /** The flags that the source says: the class file of a nested class has others, and says these elsewhere. */
    static int accessOf(ClassNode node) {
        InnerClassNode nested = nested(node);
        return nested == null ? node.access & ~Opcodes.ACC_SUPER : nested.access;
    }

    static boolean isNested(ClassNode node) {
        return nested(node) != null;
    }

    /** Whether a member with these flags can be used from outside; a protected one only if the class can be extended. */
    static boolean isAccessible(int access, ClassNode owner) {
        boolean open = !isFinal(owner.access) && owner.permittedSubclasses == null;
        return (access & (open ? ACCESSIBLE : Opcodes.ACC_PUBLIC)) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }

    private static @Nullable InnerClassNode nested(ClassNode node) {
        return node.innerClasses.stream()
                .filter(inner -> inner.name.equals(node.name))
                .findFirst()
                .orElse(null);
    }

    private boolean isExported(ClassNode node) {
        ClassNode descriptor = descriptor();
        if (node.name.equals(DESCRIPTOR) || node.name.endsWith("package-info")) {
            return false;
        }
        return descriptor == null || exports(descriptor).contains(node.name.substring(0, node.name.lastIndexOf('/')));
    }

    private static Set<String> exports(ClassNode descriptor) {
        return ModuleApi.exports(descriptor.module).collect(Collectors.toSet());
    }

    private static boolean isPublic(int access) {
        return (access & Opcodes.ACC_PUBLIC) != 0;
    }

    private static boolean isFinal(int access) {
        return (access & Opcodes.ACC_FINAL) != 0;
    }
}
