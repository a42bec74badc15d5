package org.tongzhou.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The simulated bank as a process of its own, so that it lives on when whoever started it is killed. */
public record SimulatorProcess(Process process, int port) {
    /** Starts it with this program's class path and waits until it is open. {@code port} 0 takes a free one. */
    public static SimulatorProcess start(Path state, int port, String script, String secret) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorCommand.class.getName(),
                "--port",
                Integer.toString(port),
                "--state",
                state.toString(),
                "--script",
                script);
        builder.environment().put("TONGZHOU_BANK_SECRET", secret);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new SimulatorProcess(process, readyOn(process));
    }

    private static int readyOn(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith("bank ready on port ")) {
            process.destroyForcibly();
            throw new IOException("the simulated bank did not start: " + line);
        }
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }
}
