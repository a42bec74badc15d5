package org.tongzhou.kernel;

/** The machine that the program runs on. */
public final class Platform {
    private Platform() {}

    /** Linux on x86-64, the one that the native programs and libraries in the jar are built for. */
    public static boolean isTheOneWeShipFor() {
        String machine = System.getProperty("os.arch");
        return System.getProperty("os.name").startsWith("Linux")
                && (machine.equals("amd64") || machine.equals("x86_64"));
    }

    /** As Java calls it. */
    public static String name() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
