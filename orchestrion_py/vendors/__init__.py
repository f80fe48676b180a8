"""What pyorch knows of tracing vendors. No other package names one."""
