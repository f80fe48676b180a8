// Clients of Kubernetes, by configurations of every origin: pods, one that is not there, and a server that does not answer.
//
// It talks to its own HTTPS server, which answers like Kubernetes.
package main

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

// cluster answers as the API server of Kubernetes does.
func cluster(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.URL.Path != "/api/v1/namespaces/default/pods" {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}`)
		return
	}
	fmt.Fprint(w, `{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"web"}}]}`)
}

const kubeconfig = `
apiVersion: v1
kind: Config
clusters: [{name: c, cluster: {server: %q, certificate-authority: ca.pem}}]
users: [{name: u, user: {token: secret}}]
contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
`

// fromFile loads a configuration as kubectl does.
func fromFile(url string, authority []byte) (*rest.Config, error) {
	folder, err := os.MkdirTemp("", "kube")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "config")
	if err := os.WriteFile(filepath.Join(folder, "ca.pem"), authority, 0o600); err != nil {
		return nil, err
	}
	if err := os.WriteFile(file, fmt.Appendf(nil, kubeconfig, url), 0o600); err != nil {
		return nil, err
	}
	config, err := clientcmd.BuildConfigFromFlags("", file)
	if err != nil {
		return nil, err
	}
	return config, rest.LoadTLSFiles(config)
}

func pods(config *rest.Config) {
	clients, err := kubernetes.NewForConfig(config)
	if err != nil {
		fmt.Println(err)
		return
	}
	list, err := clients.CoreV1().Pods("default").List(context.Background(), metav1.ListOptions{})
	if err != nil {
		fmt.Println("error")
		return
	}
	for _, pod := range list.Items {
		fmt.Println(pod.Name)
	}
}

func missing(config *rest.Config) {
	clients, err := kubernetes.NewForConfig(config)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = clients.AppsV1().Deployments("default").Get(context.Background(), "absent", metav1.GetOptions{})
	fmt.Println(apierrors.IsNotFound(err))
}

type counting struct{ http.RoundTripper }

func (c counting) RoundTrip(request *http.Request) (*http.Response, error) {
	fmt.Println("own wrapper", request.Method)
	return c.RoundTripper.RoundTrip(request)
}

func main() {
	server := httptest.NewTLSServer(http.HandlerFunc(cluster))
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})

	value := rest.Config{Host: server.URL, TLSClientConfig: rest.TLSClientConfig{CAData: authority}}
	pods(&value)
	missing(&value)
	pods(&rest.Config{
		Host:            server.URL,
		TLSClientConfig: rest.TLSClientConfig{Insecure: true},
		WrapTransport:   func(next http.RoundTripper) http.RoundTripper { return counting{next} },
	})
	loaded, err := fromFile(server.URL, authority)
	fmt.Println(err)
	pods(loaded)

	os.Unsetenv("KUBERNETES_SERVICE_HOST")
	_, err = rest.InClusterConfig()
	fmt.Println(errors.Is(err, rest.ErrNotInCluster))

	server.Close()
	pods(&value)
}
