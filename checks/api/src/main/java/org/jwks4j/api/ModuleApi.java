package org.jwks4j.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.ModuleNode;

/** The public API of one module as text: one line for each type and member, sorted, so that a diff shows each change. */
final class ModuleApi {
    private final String name;
    private final ClassFiles classes;

    ModuleApi(String name, ClassFiles classes) {
        this.name = name;
        this.classes = classes;
    }

    String text() {
        Collection<ClassNode> types = classes.api();
        long top = types.stream().filter(type -> !ClassFiles.isNested(type)).count();
        List<String> lines = new ArrayList<>();
        lines.add("# The public API of " + name + ": " + top + " top-level types. Written by scripts/api-dump.");
        ClassNode descriptor = classes.descriptor();
        if (descriptor != null) {
            addModule(descriptor.module, lines);
        }
        for (ClassNode type : types) {
            lines.add("");
            lines.addAll(new TypeApi(type, classes).lines());
        }
        return String.join("\n", lines) + "\n";
    }

    private static void addModule(ModuleNode module, List<String> lines) {
        lines.add("");
        lines.add("module " + module.name);
        or(module.requires).stream()
                .filter(required -> (required.access & Opcodes.ACC_TRANSITIVE) != 0)
                .map(required -> "  requires transitive " + required.module)
                .sorted()
                .forEach(lines::add);
        exports(module)
                .map(exported -> "  exports " + exported.replace('/', '.'))
                .sorted()
                .forEach(lines::add);
        or(module.uses).stream()
                .map(service -> "  uses " + service.replace('/', '.'))
                .sorted()
                .forEach(lines::add);
    }

    /** The internal names of the packages that are exported to everyone. */
    static Stream<String> exports(ModuleNode module) {
        return or(module.exports).stream()
                .filter(export -> or(export.modules).isEmpty())
                .map(export -> export.packaze);
    }

    private static <T> List<T> or(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
