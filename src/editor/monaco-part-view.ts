import 'monaco-editor/editor/browser/view';
