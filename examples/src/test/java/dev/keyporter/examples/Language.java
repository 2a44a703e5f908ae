package dev.keyporter.examples;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A language with examples: the commands that run them, and how to see what they need. */
enum Language {
  PYTHON(
      "python3 -c 'import httpx'",
      "python3 examples/python/client.py",
      "python3 examples/python/tour.py",
      "python3 -c 'import openai'",
      "python3 examples/python/sdk.py"),
  JAVA(
      "true",
      "java examples/java/Client.java",
      "java examples/java/Tour.java",
      "true",
      "java -cp '" + openaiJava() + "' examples/java/sdk/Sdk.java"),
  JAVASCRIPT(
      "node --eval 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'",
      "node examples/javascript/client.mjs",
      "node examples/javascript/tour.mjs",
      "(cd examples/javascript && node --input-type=module --eval 'import \"openai\"')",
      "node examples/javascript/sdk.mjs"),
  CURL(
      "curl --version && jq --version",
      "examples/curl/client.sh",
      "examples/curl/tour.sh",
      "false",
      "false");

  final String check;
  final String client;
  final String tour;
  final String sdkCheck;
  final String sdk;

  Language(String check, String client, String tour, String sdkCheck, String sdk) {
    this.check = check;
    this.client = client;
    this.tour = tour;
    this.sdkCheck = sdkCheck;
    this.sdk = sdk;
  }

  /** This class path without Keyporter's own parts: what the SDK's reader has, and some more. */
  static String openaiJava() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("app-"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
